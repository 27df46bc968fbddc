namespace ModeTyped.Generator.Model;

/// <summary>A parameter of the constructor that reading calls.</summary>
/// <param name="Local">The local variable of the member that it belongs to.</param>
/// <param name="Default">Its default value in C#; null for none.</param>
internal sealed record ParameterSpec(string Local, string? Default);

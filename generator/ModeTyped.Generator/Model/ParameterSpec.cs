namespace ModeTyped.Generator.Model;

/// <summary>A parameter of the constructor that reading calls.</summary>
/// <param name="Type">Its type, from <c>global::</c>, where an accessor of the constructor names it; else null.</param>
/// <param name="Local">The local variable of the member that it belongs to, or the value that it always gets.</param>
/// <param name="Default">Its default value in C#; null for none.</param>
internal sealed record ParameterSpec(string? Type, string Local, string? Default);

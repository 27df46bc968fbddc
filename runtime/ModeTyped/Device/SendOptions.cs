namespace ModeTyped;

/// <summary>What one call may say of its send; what it leaves out comes from the annotation or the device's options.</summary>
/// <param name="QualityOfService">How surely the message is to arrive; null for what the type's annotation says.</param>
/// <param name="Timeout">How long to try, above zero; null for <see cref="ModeDeviceOptions.SendTimeout"/>.</param>
public readonly record struct SendOptions(QualityOfService? QualityOfService = null, TimeSpan? Timeout = null);

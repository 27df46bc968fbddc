namespace ModeTyped.Simulator;

/// <summary>A session that began: a CONNECT that was accepted.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="ClientId">The client identifier that it sent; MODE asks for an empty one and takes any.</param>
/// <param name="KeepAlive">The keep-alive that it announced; zero for none.</param>
/// <param name="Time">When.</param>
public sealed record StartedSession(ulong DeviceId, string ClientId, TimeSpan KeepAlive, DateTimeOffset Time);

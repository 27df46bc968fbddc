using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using ModeTyped.Mqtt;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.LowLevelClient;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MqttPacket = MQTTnet.Packets.MqttPacket;

namespace ModeTyped.MqttNet;

/// <summary>Opens connections over MQTTnet.</summary>
internal sealed class MqttNetLinkFactory(MqttClientFactory factory, Action<MqttClientOptions>? configure) : IMqttLinkFactory
{
    public async ValueTask<IMqttLink> ConnectAsync(
        MqttLinkOptions options, IMqttReceiver receiver, CancellationToken cancellationToken = default)
    {
        options.Validate();
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var provider = new MqttNetStreamProvider(options);
        ILowLevelMqttClient client = factory.CreateLowLevelMqttClient();
        bool isOpen = false;
        try
        {
            await client.ConnectAsync(ClientOptions(options, provider), stop.Token).ConfigureAwait(false);
            isOpen = true;
            await client.SendAsync(Connect(options), stop.Token).ConfigureAwait(false);
            MqttPacket answer = await client.ReceiveAsync(stop.Token).ConfigureAwait(false);
            if (answer is not MqttConnAckPacket { ReturnCode: var code })
                throw new MqttProtocolException($"The first packet is {answer.GetType().Name} instead of CONNACK.");
            if (code > MqttConnectReturnCode.ConnectionRefusedNotAuthorized)
                throw new MqttProtocolException($"CONNACK has the reserved return code {(byte)code}.");
            if (code != MqttConnectReturnCode.ConnectionAccepted)
                throw ConnectErrors.Refused(options, (ConnectReturnCode)code);
            return MqttNetLink.Start(client, provider.Stream, options, receiver);
        }
        catch (Exception exception)
        {
            client.Dispose();
            provider.Stream?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw Causes(exception).OfType<MqttLinkException>().FirstOrDefault() ?? exception switch
            {
                MqttProtocolException or MqttProtocolViolationException => ConnectErrors.NotMqtt(options, exception),
                _ when timeout.IsCancellationRequested => ConnectErrors.TimedOut(options, isOpen, exception),
                _ when isOpen && provider.Stream is { Failure: null } => ConnectErrors.Closed(options),
                MqttCommunicationException or IOException or SocketException or WebSocketException or HttpRequestException =>
                    ConnectErrors.Unreachable(options, provider.Stream?.Failure ?? Causes(exception).Last()),
                _ => exception,
            };
        }
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static MqttConnectPacket Connect(MqttLinkOptions options) => new()
    {
        ClientId = "",
        CleanSession = true,
        KeepAlivePeriod = (ushort)options.KeepAlive.TotalSeconds,
        Username = options.UserName,
        Password = options.Password is { } password ? Encoding.UTF8.GetBytes(password) : null,
    };

    private MqttClientOptions ClientOptions(MqttLinkOptions options, MqttNetStreamProvider provider)
    {
        var client = new MqttClientOptions
        {
            ChannelOptions = new MqttClientTcpOptions
            {
                RemoteEndpoint = new DnsEndPoint(options.Host, options.Port),
                StreamProvider = provider,
            },
        };
        configure?.Invoke(client);
        client.ProtocolVersion = MqttProtocolVersion.V311;
        return client;
    }
}

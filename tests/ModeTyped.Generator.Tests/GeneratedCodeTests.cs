using System.Buffers;
using System.Text;
using ModeTyped.Json;

namespace ModeTyped.Generator.Tests;

/// <summary>Generated code does what its contract says.</summary>
public class GeneratedCodeTests
{
    private readonly List<object> _handled = [];
    private readonly LiveContract.Commands _commands;

    public GeneratedCodeTests() => _commands = new LiveContract.Commands
    {
        SetTarget = (command, cancellationToken) => Handle(command, cancellationToken),
        Tune = (command, cancellationToken) => Handle(command.Level, cancellationToken),
    };

    [Fact]
    public void An_event_writes_its_envelope()
    {
        Assert.Equal(
            """{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}""",
            Envelope(new LiveContract.Temperature(21.5, "a1")));
        Assert.Equal(
            """{"eventType":"\u003C\u0022\u00E9\u0022\u003E","eventData":{"number":-1}}""",
            Envelope(new LiveContract.Oddity(-1)));
    }

    [Fact]
    public void What_an_annotation_says_is_known_of_its_type()
    {
        Assert.Equal(new ModeEventInfo("temperature"), InfoOf<LiveContract.Temperature>());
        Assert.Equal(new ModeEventInfo("<\"é\">", QualityOfService.AtMostOnce, 60, LatestOnly: true), InfoOf<LiveContract.Oddity>());
        Assert.Same(InfoOf<LiveContract.Oddity>(), InfoOf<LiveContract.Oddity>());
        Assert.Equal("setTarget", ActionOf<LiveContract.SetTarget>());
        Assert.Equal(new BulkLabelInfo("vibration", QualityOfService.AtMostOnce), LabelOf<LiveContract.Vibration>());

        static ModeEventInfo InfoOf<T>() where T : IModeEvent<T> => T.Info;
        static string ActionOf<T>() where T : IModeCommand<T> => T.Action;
        static BulkLabelInfo LabelOf<T>() where T : IBulkLabel<T> => T.Info;
    }

    [Theory]
    [InlineData("setTarget")]
    [InlineData("SETTARGET")]
    [InlineData("settarget")]
    public void A_command_reaches_its_handler_whatever_the_case_of_its_action(string action)
    {
        Assert.True(Dispatch(action, """{"celsius":22.5}"""));
        Assert.Equal([new LiveContract.SetTarget(22.5)], _handled);
    }

    [Theory]
    [InlineData("réglage")]
    [InlineData("RÉGLAGE")]
    public void A_command_outside_ASCII_does_too(string action)
    {
        Assert.True(Dispatch(action, """{"level":3}"""));
        Assert.Equal([3], _handled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("setTarge")]
    [InlineData("setTargets")]
    [InlineData("réglagé")]
    public void An_action_that_the_contract_lacks_reaches_no_handler(string action)
    {
        Assert.False(Dispatch(action, "{}"));
        Assert.Empty(_handled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"celsius":"warm"}""")]
    [InlineData("""{"celsius":22.5} {}""")]
    public void Parameters_that_do_not_fit_are_an_error_that_names_the_command(string parameters)
    {
        var error = Assert.Throws<ModePayloadException>(() => Dispatch("settarget", parameters));

        Assert.Equal("setTarget", error.Payload);
        Assert.Contains("setTarget", error.Message, StringComparison.Ordinal);
        Assert.Empty(_handled);
    }

    [Fact]
    public void The_handler_gets_the_token_and_its_end_is_the_dispatch_s()
    {
        using var source = new CancellationTokenSource();
        var end = new TaskCompletionSource();
        CancellationToken received = default;
        var commands = new LiveContract.Commands
        {
            SetTarget = async (_, cancellationToken) =>
            {
                received = cancellationToken;
                await end.Task;
            },
            Tune = (_, _) => default,
        };

        Assert.True(commands.TryDispatch("setTarget"u8, """{"celsius":1}"""u8, out ValueTask completion, source.Token));

        Assert.Equal(source.Token, received);
        Assert.False(completion.IsCompleted);
        end.SetResult();
        Assert.True(completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Actions_match_as_strings_do_ordinally_ignoring_case()
    {
        foreach (string action in new[] { "k", "S", "i", "ı", "é", "ß", "Ǆ", "σ" })
        {
            for (int c = 1; c <= char.MaxValue; c++)
            {
                if (char.IsSurrogate((char)c)) continue;
                string received = ((char)c).ToString();
                Assert.True(
                    string.Equals(received, action, StringComparison.OrdinalIgnoreCase) == Matcher.Match(received, action),
                    $"U+{c:X4} and {action}");
            }
        }
    }

    [Fact]
    public void Dispatching_allocates_the_command_only()
    {
        var commands = new LiveContract.Commands { SetTarget = (_, _) => default, Tune = (_, _) => default };
        for (int i = 0; i < 100; i++) commands.TryDispatch("RÉGLAGE"u8, """{"level":3}"""u8, out _, default);
        for (int i = 0; i < 100; i++) commands.TryDispatch("settarget"u8, """{"celsius":1.5}"""u8, out _, default);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) commands.TryDispatch("settarget"u8, """{"celsius":1.5}"""u8, out _, default);
        long perCommand = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        Assert.InRange(perCommand, 1, 24);
    }

    [Fact]
    public void A_publisher_needs_a_device() => Assert.Throws<ArgumentNullException>(() => new LiveContract.Events(null!));

    private ValueTask Handle(object command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _handled.Add(command);
        return default;
    }

    private bool Dispatch(string action, string parameters) => _commands.TryDispatch(
        Encoding.UTF8.GetBytes(action), Encoding.UTF8.GetBytes(parameters), out _, TestContext.Current.CancellationToken);

    private static string Envelope<T>(T value)
        where T : IModeEvent<T>
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(buffer);
        T.WriteEnvelope(ref writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private abstract class Matcher : CommandDispatcher
    {
        public static bool Match(string received, string action) => Matches(Encoding.UTF8.GetBytes(received), action);
    }
}

using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModeTyped.TestSupport;

namespace ModeTyped.Contract.Tests;

/// <summary>The documents of a contract are valid, and describe what its codecs write and read.</summary>
public sealed class DocumentTests(Ajv ajv) : IClassFixture<Ajv>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_AsyncAPI_document_is_what_was_accepted() =>
        Snapshot.Match(ModeContract.AsyncApi, "AsyncApi", "json");

    [Fact]
    public void A_JSON_schema_is_what_was_accepted() =>
        Snapshot.Match(ModeContract.JsonSchemas.Everything, "Everything.schema", "json");

    [Fact]
    public void The_JSON_schema_of_derived_types_is_what_was_accepted() =>
        Snapshot.Match(ModeContract.JsonSchemas.Incident, "Incident.schema", "json");

    [Fact]
    public async Task AsyncAPI_documents_are_valid_by_AsyncAPIs_own_schema()
    {
        string?[] errors = await ValidateAsync(
            new { schema = JsonNode.Parse(ModeContract.AsyncApi), isAsyncApi = true },
            new { schema = JsonNode.Parse(Camera.Contract.AsyncApi), isAsyncApi = true });

        Assert.All(errors, Assert.Null);
    }

    [Fact]
    public async Task What_AsyncAPI_does_not_know_is_found()
    {
        JsonNode document = JsonNode.Parse(ModeContract.AsyncApi)!;
        document["operations"]!["publish.Temperature"]!["action"] = "shout";

        Assert.NotNull((await ValidateAsync(new { schema = document, isAsyncApi = true }))[0]);
    }

    [Fact]
    public async Task Schemas_are_valid_by_the_meta_schema_of_2020_12()
    {
        object[] schemas = [.. Schemas().Select(schema => (object)new { schema })];
        Assert.InRange(schemas.Length, 8, 20);

        Assert.All(await ValidateAsync(schemas), Assert.Null);
    }

    [Fact]
    public async Task What_the_codecs_write_is_valid()
    {
        var place = new Place(1, "a");
        string?[] errors = await ValidateAsync(
            Sample(ModeContract.JsonSchemas.Temperature, new Temperature(21.5, "é", null, place, null)),
            Sample(ModeContract.JsonSchemas.Temperature, new Temperature(-1e300, "a", "b", place, place)),
            Sample(ModeContract.JsonSchemas.Everything, new Everything()),
            Sample(ModeContract.JsonSchemas.Everything, new Everything
            {
                Int = int.MinValue,
                ULong = ulong.MaxValue,
                Level = Level.High,
                MaybeLevel = Level.Low,
                MaybeInt = 5,
                DateTime = DateTime.UtcNow,
                DateTimeOffset = DateTimeOffset.Now,
                TimeSpan = new TimeSpan(-5, 4, 3, 2, 1),
                TimeOnly = new TimeOnly(1, 2, 3, 4),
            }),
            Sample(ModeContract.JsonSchemas.Incident, new Incident(new Heat(60), [], null, 21.5)),
            Sample(ModeContract.JsonSchemas.Incident, new Incident(
                new Smoke(Level.High) { Cause = new Smoke(Level.Low) { Cause = new Heat(60) } }, [null, new Heat(1)], new Part(1), 21.5)),
            Sample(ModeContract.JsonSchemas.Incident, new Incident(new Heat(60), [], new Motor(1, 0.5), 21.5)),
            Sample(ModeContract.JsonSchemas.Incident, new Incident(new Heat(60), [], new Valve(1, IsOpen: true), 21.5)),
            Sample(ModeContract.JsonSchemas.Silence, new Silence(new Heat(60), new Motor(1, 0.5))),
            Sample(ModeContract.JsonSchemas.SetTarget, new SetTarget(20)),
            Sample(ModeContract.JsonSchemas.ForecastRequest, new ForecastQuery(24)),
            Sample(ModeContract.JsonSchemas.ForecastResponse, new ForecastResult([1, 2], null)),
            Sample(ModeContract.JsonSchemas.Settings, new Settings(21, Eco: true)));

        Assert.All(errors, Assert.Null);
    }

    [Theory]
    [InlineData(nameof(Temperature), """{"celsius":"21","sensor":"a","note":null,"where":{"floor":1,"room":"a"},"before":null}""")]
    [InlineData(nameof(Temperature), """{"celsius":21,"sensor":null,"note":null,"where":{"floor":1,"room":"a"},"before":null}""")]
    [InlineData(nameof(Temperature), """{"celsius":21,"sensor":"a","note":null,"where":{"floor":1.5,"room":"a"},"before":null}""")]
    [InlineData(nameof(Temperature), """{"celsius":21,"sensor":"a","note":null,"before":null}""")]
    [InlineData(nameof(SetTarget), """{"level":"High"}""")]
    [InlineData(nameof(SetTarget), """{"celsius":1,"level":"Highest"}""")]
    [InlineData(nameof(Settings), """{"target":1}""")]
    [InlineData(nameof(Incident), """{"alarm":{"since":"2024-01-02","celsius":60},"others":[],"part":null,"celsius":1}""")]
    [InlineData(nameof(Incident), """{"alarm":{"kind":"flood","since":"2024-01-02","celsius":60},"others":[],"part":null,"celsius":1}""")]
    [InlineData(nameof(Incident), """{"alarm":{"kind":"2","since":"2024-01-02","level":"Low","cause":null},"others":[],"part":null,"celsius":1}""")]
    [InlineData(nameof(Incident), """{"alarm":{"kind":2,"since":"2024-01-02","celsius":60},"others":[],"part":null,"celsius":1}""")]
    [InlineData(nameof(Incident), """{"alarm":{"kind":"heat","since":"2024-01-02","celsius":60},"others":[],"part":{"load":1},"celsius":1}""")]
    [InlineData(nameof(Silence), """{"alarm":{"kind":"flood"},"part":null}""")]
    [InlineData(nameof(Silence), """{"alarm":null,"part":{"$type":"motor"}}""")]
    [InlineData("ForecastRequest", """{"hours":3000000000}""")]
    public async Task What_the_codecs_would_not_write_or_read_is_invalid(string schema, string json)
    {
        string text = (string)typeof(ModeContract.JsonSchemas).GetField(schema)!.GetRawConstantValue()!;

        Assert.NotNull((await ValidateAsync(new { schema = JsonNode.Parse(text), data = JsonNode.Parse(json) }))[0]);
    }

    [Fact]
    public async Task What_a_command_may_lack_is_not_required() => Assert.Null((await ValidateAsync(new
    {
        schema = JsonNode.Parse(ModeContract.JsonSchemas.SetTarget),
        data = JsonNode.Parse("""{"celsius":1}"""),
    }))[0]);

    private static object Sample<T>(string schema, T value)
    {
        string json = JsonSerializer.Serialize(value, typeof(T), ModeJsonContext.Default);
        return new { schema = JsonNode.Parse(schema), data = JsonNode.Parse(json) };
    }

    private static IEnumerable<JsonNode?> Schemas() =>
        from type in new[] { typeof(ModeContract.JsonSchemas), typeof(Camera.Contract.JsonSchemas) }
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        select JsonNode.Parse((string)field.GetRawConstantValue()!);

    private Task<string?[]> ValidateAsync(params object[] checks) => ajv.ValidateAsync(checks, Cancellation);
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ModeTyped.Json.Tests.Features;

/// <summary>The generated context works wherever one of System.Text.Json's own does.</summary>
public partial class ContextTests
{
    [ModeEvent("report")]
    public partial record Report(int Number, Detail Detail, DayOfWeek? Day, List<Detail> More);

    public record Detail(string Text, double? Value);

    private static readonly Report Value = new(1, new("a", null), DayOfWeek.Friday, [new("b", 2.5)]);

    private static readonly string Json = JsonSerializer.Serialize(Value, Reference.Options);

    [Fact]
    public void Every_reached_type_has_its_description()
    {
        foreach (Type type in new[] { typeof(Report), typeof(Detail), typeof(List<Detail>), typeof(DayOfWeek), typeof(DayOfWeek?), typeof(int), typeof(string), typeof(double), typeof(double?) })
            Assert.Equal(type, JsonContext.Default.GetTypeInfo(type)!.Type);
        Assert.Null(JsonContext.Default.GetTypeInfo(typeof(Guid)));
        Assert.Equal("2", JsonSerializer.Serialize(2, JsonContext.Default.Int32));
        Assert.Equal("null", JsonSerializer.Serialize(null, JsonContext.Default.NullableDayOfWeek));
    }

    [Fact]
    public void It_serves_by_type()
    {
        Assert.Equal(Json, JsonSerializer.Serialize(Value, typeof(Report), JsonContext.Default));
        Assert.Equal(Value.Detail, ((Report)JsonSerializer.Deserialize(Json, typeof(Report), JsonContext.Default)!).Detail);
        Assert.Equal(Json, JsonSerializer.Serialize<object>(Value, JsonContext.Default.Options));
    }

    [Fact]
    public void It_joins_other_resolvers()
    {
        var chained = new JsonSerializerOptions { WriteIndented = true };
        chained.TypeInfoResolverChain.Add(UserContext.Default);
        chained.TypeInfoResolverChain.Add(JsonContext.Default);
        Assert.Equal(JsonSerializer.Serialize(Value, new JsonSerializerOptions(Reference.Options) { WriteIndented = true }), JsonSerializer.Serialize(Value, chained));
        Assert.Equal("""{"SomeNumber":3,"Anything":null}""", JsonSerializer.Serialize(new ConverterTests.External { SomeNumber = 3 }, new JsonSerializerOptions(chained) { WriteIndented = false }));

        var combined = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(JsonContext.Default, UserContext.Default) };
        Assert.Equal(Json, JsonSerializer.Serialize(Value, combined));
    }

    [Fact]
    public void It_takes_options_of_the_user_s()
    {
        var context = new JsonContext(new JsonSerializerOptions { WriteIndented = true });
        Assert.Contains("\n", JsonSerializer.Serialize(Value, context.Report), StringComparison.Ordinal);
        Assert.Same(JsonContext.Default.Report, JsonContext.Default.Report);
    }

    [Fact]
    public async Task It_serves_minimal_apis()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, JsonContext.Default));
        await using WebApplication app = builder.Build();
        app.MapGet("/report", () => Value);
        app.MapPost("/detail", (Report report) => report.Detail);
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal(Json, await client.GetStringAsync("/report", TestContext.Current.CancellationToken));
        using HttpResponseMessage detail = await client.PostAsJsonAsync("/detail", Value, JsonContext.Default.Report, TestContext.Current.CancellationToken);
        Assert.Equal("""{"text":"a","value":null}""", await detail.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using HttpResponseMessage refused = await client.PostAsync("/detail", new StringContent("""{"number":"x"}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
    }
}

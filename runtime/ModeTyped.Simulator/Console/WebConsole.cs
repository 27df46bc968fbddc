using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModeTyped.Simulator;

/// <summary>The console as a page at <c>/console</c>: what happens, while it happens, and a line to type in.</summary>
internal sealed class WebConsole(ModeSimulator mode)
{
    private const string Path = "/console";
    private const int MaxLineBytes = 1 << 20;

    /// <param name="routes">Where the page is shown.</param>
    /// <param name="stopping">Ends the pages' streams, which would go on for ever.</param>
    public void Map(IEndpointRouteBuilder routes, CancellationToken stopping)
    {
        routes.MapGet(Path, ShowAsync);
        routes.MapPost(Path, TypeAsync);
        routes.MapGet(Path + "/lines", context => FollowAsync(context, stopping));
    }

    private static async Task ShowAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        Stream page = typeof(WebConsole).Assembly.GetManifestResourceStream("console.html")!;
        await using (page.ConfigureAwait(false)) await page.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task FollowAsync(HttpContext context, CancellationToken stopping)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var lines = new EventStream(context.Response.Body);
        await using (lines.ConfigureAwait(false)) await new Narrator(mode, lines).RunAsync(end.Token).ConfigureAwait(false);
    }

    private async Task TypeAsync(HttpContext context)
    {
        // A page from elsewhere, open in the same browser, is not to type here.
        if (context.Request.Headers.Origin is [{ } origin] && origin != $"{context.Request.Scheme}://{context.Request.Host}")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (context.Request.ContentLength is not <= MaxLineBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string line = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        using var answer = new StringWriter();
        ulong firstDevice = mode.Cloud.Devices.Keys.Keys.Order().FirstOrDefault();
        await new Prompt(mode, firstDevice, answer).HandleAsync(line, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(answer.ToString(), context.RequestAborted).ConfigureAwait(false);
    }
}

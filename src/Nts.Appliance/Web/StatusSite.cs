using System;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Nts.Appliance.Alarms;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web;

/// <summary>What a request on the page's port gets. It can only look: there is nothing here that changes anything.</summary>
/// <param name="statusPath">The file where the timekeeper publishes its state.</param>
/// <param name="alarms">What was told of it; null when nobody watches.</param>
internal sealed class StatusSite(string statusPath, AlarmWatch? alarms = null)
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers one request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        return !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            ? Send(context, StatusCodes.Status405MethodNotAllowed, PlainText, "only GET\n"u8.ToArray())
            : request.Path.Value switch
            {
                "/" => SendPage(context, StatusView.Of(statusPath)),
                "/status.json" => SendJson(context, StatusView.Of(statusPath)),
                "/metrics" => Send(context, StatusCodes.Status200OK, MetricsText.ContentType, MetricsText.Render(StatusView.Of(statusPath), alarms?.Figures)),
                "/healthz" => SendHealth(context, StatusView.Of(statusPath)),
                _ => Send(context, StatusCodes.Status404NotFound, PlainText, "there are /, /status.json, /metrics and /healthz\n"),
            };
    }

    private static int Code(bool isWell) => isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static Task SendPage(HttpContext context, StatusView view) =>
        Send(context, Code(view.Problem is null), "text/html; charset=utf-8", StatusPage.Render(view));

    /// <summary>An old document is no document: whoever reads only this must not take it for the present.</summary>
    private static Task SendJson(HttpContext context, StatusView view) => view.Problem is null
        ? Send(context, StatusCodes.Status200OK, "application/json", view.Json)
        : Send(context, StatusCodes.Status503ServiceUnavailable, PlainText, view.Problem + "\n");

    private static Task SendHealth(HttpContext context, StatusView view)
    {
        bool isWell = view is { Problem: null, Status.IsSynchronized: true };
        return Send(context, Code(isWell), PlainText, (view.Problem ?? StatusText.Headline(view.Status!)) + "\n");
    }

    private static Task Send(HttpContext context, int code, string type, string text) => Send(context, code, type, Encoding.UTF8.GetBytes(text));

    private static async Task Send(HttpContext context, int code, string type, ReadOnlyMemory<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = code;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}

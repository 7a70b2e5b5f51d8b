using System;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Nts.Appliance.Alarms;
using Nts.Appliance.Status;
using Nts.Appliance.Web.Pages;

namespace Nts.Appliance.Web;

/// <summary>What a request on the page's port gets. It can only look: there is nothing here that changes anything.</summary>
/// <param name="watch">What the timekeeper publishes.</param>
/// <param name="alarms">What was told of it; null when nobody watches.</param>
internal sealed class StatusSite(StatusWatch watch, AlarmWatch? alarms = null)
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Json = "application/json";
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string ForEver = "public, max-age=31536000, immutable";

    private readonly PageCache _cache = new(watch);

    /// <summary>Answers one request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        return !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            ? Refuse(context, StatusCodes.Status405MethodNotAllowed, "only GET\n")
            : request.Path.Value switch
            {
                "/" => SendPage(context, watch.View),
                "/status.json" => SendJson(context, watch.View),
                "/history.json" => SendHistory(context),
                "/ca.pem" => SendAuthority(context, watch.View),
                "/metrics" => Send(context, StatusCodes.Status200OK, MetricsText.ContentType, MetricsText.Render(watch.View, alarms?.Figures)),
                "/healthz" => SendHealth(context, watch.View),
                { } path when PageAssets.Embedded.Find(path) is { } asset => SendAsset(context, asset),
                _ => Refuse(context, StatusCodes.Status404NotFound, "there are /, /status.json, /history.json, /ca.pem, /metrics and /healthz\n"),
            };
    }

    private static int Code(bool isWell) => isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private Task SendPage(HttpContext context, StatusView view) => ChartSection.Parse(context.Request.Query["range"]) is { } range
        ? Send(context, Code(view.Problem is null), "text/html; charset=utf-8", _cache.Page(view, range, BoxName.Of(context.Request)))
        : RefuseRange(context);

    /// <summary>An old document is no document: whoever reads only this must not take it for the present.</summary>
    private static Task SendJson(HttpContext context, StatusView view) => view.Problem is null
        ? Send(context, StatusCodes.Status200OK, Json, view.Json)
        : Send(context, StatusCodes.Status503ServiceUnavailable, PlainText, view.Problem + "\n");

    private Task SendHistory(HttpContext context)
    {
        string? from = context.Request.Query["from"];
        long first = 0;
        return ChartSection.Parse(context.Request.Query["range"]) is not { } range ? RefuseRange(context)
            : from is not null && !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out first) ? Refuse(context, StatusCodes.Status400BadRequest, "from is the number of a step\n")
            : Send(context, StatusCodes.Status200OK, Json, _cache.History(range, from is null ? null : first));
    }

    private static Task SendAuthority(HttpContext context, StatusView view)
    {
        if (Authority.Of(view) is not { } authority)
        {
            return Refuse(context, StatusCodes.Status404NotFound, "this box has no authority of its own, or no timekeeper runs\n");
        }

        context.Response.Headers.ContentDisposition = "attachment; filename=\"time-server.pem\"";
        return Send(context, StatusCodes.Status200OK, "application/x-pem-file", authority.Pem);
    }

    private static Task SendHealth(HttpContext context, StatusView view)
    {
        bool isWell = view is { Problem: null, Status.IsSynchronized: true };
        return Send(context, Code(isWell), PlainText, (view.Problem ?? StatusText.Headline(view.Status!)) + "\n");
    }

    private static Task SendAsset(HttpContext context, PageAsset asset)
    {
        string tag = $"\"{asset.Tag}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag
            ? Send(context, StatusCodes.Status304NotModified, asset.Type, ReadOnlyMemory<byte>.Empty, ForEver)
            : Send(context, StatusCodes.Status200OK, asset.Type, asset.Content, ForEver);
    }

    private static Task RefuseRange(HttpContext context) => Refuse(context, StatusCodes.Status400BadRequest, "range is hour, day or week\n");

    private static Task Refuse(HttpContext context, int code, string why) => Send(context, code, PlainText, why);

    private static Task Send(HttpContext context, int code, string type, string text) => Send(context, code, type, Encoding.UTF8.GetBytes(text));

    private static async Task Send(HttpContext context, int code, string type, ReadOnlyMemory<byte> body, string keep = "no-store")
    {
        HttpResponse response = context.Response;
        response.StatusCode = code;
        response.ContentType = type;
        response.Headers.CacheControl = keep;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (code != StatusCodes.Status304NotModified)
        {
            response.ContentLength = body.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
            }
        }
    }
}

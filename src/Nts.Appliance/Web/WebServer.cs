using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Nts.Appliance.Web;

/// <summary>The page's web server: Kestrel with nothing around it, in a process of its own.</summary>
/// <remarks>Only <c>nts-appliance web</c> comes here, so that the timekeeper's process never loads ASP.NET.</remarks>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebServer(WebApplication application) => _application = application;

    /// <summary>Where it listens, with the ports that the system chose where port 0 was asked for.</summary>
    public IReadOnlyList<IPEndPoint> Listening =>
    [
        .. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address)).Select(address => new IPEndPoint(IPAddress.Parse(address.Host), address.Port)),
    ];

    /// <summary>Binds all addresses and starts answering.</summary>
    /// <param name="listen">Addresses and TCP ports.</param>
    /// <param name="site">What is answered.</param>
    /// <exception cref="IOException">An address cannot be bound.</exception>
    public static async Task<WebServer> StartAsync(IReadOnlyList<IPEndPoint> listen, StatusSite site)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits);
            foreach (IPEndPoint address in listen)
            {
                kestrel.Listen(address, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            }
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = Bind);
        WebApplication application = builder.Build();
        application.Run(site.AnswerAsync);
        try
        {
            await application.StartAsync().ConfigureAwait(false);
            return new WebServer(application);
        }
        catch (SocketException e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"cannot listen on {string.Join(", ", listen)}: {e.Message}", e);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>Requests here are a line and a few headers, and a small box must bear anybody.</summary>
    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = 100;
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.MaxRequestLineSize = 2 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
    }

    /// <summary>As everywhere in the configuration, an IPv6 address takes IPv6 only; Kestrel's own sockets would take both.</summary>
    private static Socket Bind(EndPoint address)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Nts.Appliance;

/// <summary><c>nts-appliance</c> as the program that it is, with a folder and a configuration of its own and ports that nobody has.</summary>
internal sealed class LabAppliance : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-appliance-");
    private readonly List<Process> _started = [];

    /// <param name="receiver">The lines of its section.</param>
    public LabAppliance(string receiver = "port = simulated\npulse = simulated") => File.WriteAllText(Configuration, $"""
        [receiver]
        {receiver}
        [clock]
        steer = software
        [ntp]
        listen = 127.0.0.1:{NtpPort}
        [nts-ke]
        listen = 127.0.0.1:{KeyEstablishmentPort}
        [state]
        directory = {this["state"]}
        run-directory = {this["run"]}
        [web]
        listen = {Page}
        """);

    /// <summary>Its configuration file.</summary>
    public string Configuration => this["appliance.conf"];

    /// <summary>Where its page listens.</summary>
    public string Page { get; } = FreeAddress();

    /// <summary>Where it gives the time.</summary>
    public int NtpPort { get; } = FreeUdpPort();

    /// <summary>Where it gives keys.</summary>
    public int KeyEstablishmentPort { get; } = FreeTcpPort();

    /// <summary>A path in its folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Starts it in its folder; it ends with this at the latest.</summary>
    public Process Start(params string[] arguments) => StartBy("env", [], [], arguments);

    /// <summary>The same by a program that becomes it.</summary>
    public Process StartBy(string starter, string[] starterArguments, Dictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(starter, [.. starterArguments, "dotnet", Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll"), .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    /// <summary>Lets another user run it.</summary>
    public void GiveTo(string user)
    {
        using Process chown = Process.Start("chown", ["-R", user, _folder.FullName]);
        chown.WaitForExit();
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, output, await error);
    }

    /// <summary>The first line of its output that has a text; null when it ended without.</summary>
    public static async Task<string?> Line(Process process, string text)
    {
        string? line = "";
        while (line is not null && !line.Contains(text, StringComparison.Ordinal))
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        }

        return line;
    }

    /// <summary>Ends it as a service manager would; its exit code.</summary>
    public static async Task<int> Stop(Process process)
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public void Dispose()
    {
        foreach (Process process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>An address of loopback with a TCP port that nobody has.</summary>
    public static string FreeAddress() => $"127.0.0.1:{FreeTcpPort()}";

    private static int FreeUdpPort()
    {
        using UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    private static int FreeTcpPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

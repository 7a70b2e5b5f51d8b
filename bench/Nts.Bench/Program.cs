using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Nts.Bench;

/// <summary>The inner loops, by BenchmarkDotNet, in this process: <c>nts-inner [--portable] [FILTER]</c>.</summary>
internal static class Program
{
    private const int Warmups = 10;
    private const int Iterations = 5;
    private const double IterationMilliseconds = 100;

    private static int Main(string[] args)
    {
        bool isPortable = args.Contains("--portable");

        // Before anything asks which implementation of AES there is; that is decided once.
        AppContext.SetSwitch("Nts.Crypto.PortableAes", isPortable);
        string filter = args.FirstOrDefault(arg => arg != "--portable") ?? "";
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(Warmups).WithIterationCount(Iterations)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(IterationMilliseconds))
            .WithId(isPortable ? "portable" : "hardware");
        IConfig config = ManualConfig.CreateEmpty().AddJob(job)
            .AddLogger(NullLogger.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Directory.CreateTempSubdirectory("nts-inner-").FullName);
        BenchmarkDotNet.Reports.Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(["--filter", $"*{filter}*"], config)];
        foreach (BenchmarkDotNet.Reports.Summary summary in summaries)
        {
            MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        }

        return summaries.Length > 0 && summaries.All(summary => summary.Reports.Length > 0 && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}

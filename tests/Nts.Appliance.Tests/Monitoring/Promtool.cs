using System.IO;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance.Monitoring;

/// <summary>Prometheus as <c>tests/interop/get-prometheus</c> unpacked it.</summary>
internal static class Promtool
{
    /// <summary>One of its two programs; without it the test is skipped.</summary>
    public static string Program(string name)
    {
        string path = FullMetrics.PathOf("artifacts", "prometheus", "bin", name);
        Skip.IfNot(File.Exists(path), $"{name} is not there: run tests/interop/get-prometheus");
        return path;
    }

    /// <summary>Runs promtool to its end.</summary>
    public static Task<ExternalProgram> Run(byte[] input, params string[] arguments) => ExternalProgram.RunAsync(Program("promtool"), arguments, input);
}

using System.Collections.Generic;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Our tool <c>nts</c>, as the program that ships.</summary>
internal static class NtsTool
{
    /// <summary>Runs a command to its end.</summary>
    public static Task<Outcome> Run(Place place, string command, params IReadOnlyList<string> arguments) =>
        ChildProcess.Run(place, Programs.Dotnet, [Programs.Desktop, command, .. arguments]);

    /// <summary>Starts a command that keeps running.</summary>
    public static ChildProcess Start(Place place, string command, params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(place, Programs.Dotnet, [Programs.Desktop, command, .. arguments]);
}

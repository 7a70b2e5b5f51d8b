using System.Collections.Generic;

namespace Nts.Interop.Harness;

/// <summary>The servers of our tool <c>nts</c>, as the program that ships.</summary>
internal static class NtsTool
{
    /// <summary>Starts a command that keeps running.</summary>
    public static ChildProcess Start(Place place, string command, params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(place, Programs.Dotnet, [Programs.Desktop, command, .. arguments]);
}

using System;
using System.ComponentModel;
using System.Diagnostics;

namespace Nts.Drivers.Linux.Interop;

/// <summary>gcc as a judge: it reads a program and says whether every static assertion in it holds.</summary>
internal static class CCompiler
{
    private static readonly Lazy<bool> Installed = new(TryToCompile);

    /// <summary>Whether gcc and the C library's headers are installed.</summary>
    public static bool IsInstalled => Installed.Value;

    /// <summary>What gcc has to say against a program; empty when it accepts it.</summary>
    public static string Check(string source)
    {
        ProcessStartInfo start = new("gcc", ["-std=gnu11", "-fsyntax-only", "-x", "c", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process gcc = Process.Start(start) ?? throw new InvalidOperationException("gcc did not start.");
        gcc.StandardInput.Write(source);
        gcc.StandardInput.Close();
        string complaints = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? "" : $"exit {gcc.ExitCode}: {complaints}";
    }

    private static bool TryToCompile()
    {
        try
        {
            return Check("#include <stddef.h>\n#include <linux/gpio.h>\n#include <sys/socket.h>\n").Length == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

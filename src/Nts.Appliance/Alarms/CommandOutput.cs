using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.Appliance.Alarms;

/// <summary>What a program writes to one of its outputs, read to its end and kept as far as a log can bear it.</summary>
internal sealed class CommandOutput
{
    private const int MostCharacters = 1024;
    private const int MostLines = 10;

    private readonly StringBuilder _kept = new();
    private readonly Lock _lock = new();
    private long _length;

    /// <summary>The first lines; the last of them says how much is missing, if anything is.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                string[] lines = _kept.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                IEnumerable<string> shown = lines.Take(MostLines).Select(line => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)));
                long hidden = _length - _kept.Length + lines.Skip(MostLines).Sum(line => line.Length + 1L);
                return [.. shown, .. hidden > 0 ? [$"(and {hidden} characters more)"] : Array.Empty<string>()];
            }
        }
    }

    /// <summary>Reads a stream until its other end is closed, so that no program ever waits for a reader.</summary>
    public async Task ReadAsync(TextReader reader)
    {
        char[] buffer = new char[1024];
        try
        {
            for (int count; (count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                Take(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The program was killed, and something that it left behind has the other end.
        }
    }

    private void Take(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _length += text.Length;
            _kept.Append(text[..Math.Min(text.Length, MostCharacters - _kept.Length)]);
        }
    }
}

using System;

namespace Nts.Simulation.Files;

/// <summary>How values of a kind are written in a scenario file.</summary>
internal sealed class ValueKind<T>(string expected, ValueKind<T>.Reader read, Func<T, string> write)
{
    /// <summary>Reads a value.</summary>
    public delegate bool Reader(string text, out T value);

    /// <summary>What a value must be, said to whoever wrote something else.</summary>
    public string Expected => expected;

    /// <summary>The value as one would write it.</summary>
    public string Write(T value) => write(value);

    /// <summary>Reads a value; gives what it must be if it is none, or null.</summary>
    public string? Read(string text, Action<T> set)
    {
        if (!read(text, out T value))
        {
            return expected;
        }

        set(value);
        return null;
    }

    /// <summary>The same, with less allowed.</summary>
    public ValueKind<T> Where(Func<T, bool> allowed, string which) =>
        new(expected + which, (string text, out T value) => read(text, out value) && allowed(value), write);

    /// <summary>The same, as another type.</summary>
    public ValueKind<TOther> As<TOther>(Func<T, TOther> to, Func<TOther, T> from) => new(
        expected,
        (string text, out TOther value) =>
        {
            bool isValue = read(text, out T own);
            value = isValue ? to(own) : default!;
            return isValue;
        },
        value => write(from(value)));
}

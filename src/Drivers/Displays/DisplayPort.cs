using System;
using System.IO;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>The bus to a display, opened again and again while it does not work. What is wrong is said once.</summary>
/// <param name="open">Opens it.</param>
/// <param name="say">Told when the display stops or begins to work.</param>
internal sealed class DisplayPort(Func<IRegisterBus> open, Action<string> say) : IDisposable
{
    private const int LongestWait = 30;

    private IRegisterBus? _bus;
    private string? _problem = "";
    private int _wait = 1;
    private int _left;

    /// <summary>Whether there is a bus to write to.</summary>
    public bool IsOpen => _bus is not null;

    /// <summary>Opens the bus if it is time to try; called once a second. After 1 s, 2 s, 4 s, … at last every 30 s.</summary>
    /// <returns>Whether it has just been opened, so that the display must be set up.</returns>
    public bool TryOpen()
    {
        if (IsOpen || --_left > 0)
        {
            return false;
        }

        try
        {
            _bus = open();
            return true;
        }
        catch (IOException e)
        {
            Fail(e);
            return false;
        }
    }

    /// <summary>Writes what was prepared.</summary>
    /// <returns>Whether all of it was written.</returns>
    public bool Send(PreparedWrites writes)
    {
        try
        {
            writes.SendTo(_bus!);
        }
        catch (IOException e)
        {
            Dispose();
            Fail(e);
            return false;
        }

        if (_problem is not null)
        {
            _problem = null;
            say("works");
        }

        _wait = 1;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bus?.Dispose();
        _bus = null;
    }

    private void Fail(IOException e)
    {
        _left = _wait;
        _wait = Math.Min(_wait * 2, LongestWait);
        if (e.Message != _problem)
        {
            _problem = e.Message;
            say(e.Message);
        }
    }
}

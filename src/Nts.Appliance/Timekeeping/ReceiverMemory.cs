using System;
using System.Globalization;
using System.IO;
using System.Text;
using Nts.Drivers.GpsPps;
using Nts.Server;
using Nts.Server.Hosting;

namespace Nts.Appliance.Timekeeping;

/// <summary>Remembers where the receiver was found, so that the next start need not look for it.</summary>
/// <remarks>One line in a file of the state directory: port and baud rate. Whatever else is found there counts as nothing.</remarks>
internal sealed class ReceiverMemory
{
    private const string FileName = "receiver";

    private readonly string _path;
    private readonly EventLog _log;

    /// <summary>Reads what was remembered.</summary>
    public ReceiverMemory(string stateDirectory, EventLog log)
    {
        _path = Path.Combine(stateDirectory, FileName);
        _log = log;
        Place = Read(_path);
    }

    /// <summary>Where the receiver was found last; null when that is not known.</summary>
    public ReceiverPlace? Place { get; private set; }

    /// <summary>Remembers a new place; the file is written only when there is one. A simulated receiver is not worth it.</summary>
    public void Take(ReceiverHealth health)
    {
        if (health.IsSimulated || health.Place is not { } place || place == Place)
        {
            return;
        }

        Place = place;
        try
        {
            WholeFile.Write(_path, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place.Port} {place.BaudRate}\n")), isSecret: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Warning($"receiver: the next start has to look for it again: {e.Message}");
        }
    }

    private static ReceiverPlace? Read(string path)
    {
        try
        {
            string[] parts = File.ReadAllText(path).Split(' ');
            return parts is [['/', ..] port, var rate] && int.TryParse(rate, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int baud) && baud is >= 4_800 and <= 921_600
                ? new ReceiverPlace(port, baud)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

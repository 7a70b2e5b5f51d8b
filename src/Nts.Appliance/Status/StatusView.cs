using System;
using System.IO;
using System.Text.Json;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Status;

/// <summary>What somebody who looks at the timekeeper from outside sees.</summary>
/// <param name="Json">The document as it was published; empty when there is none.</param>
/// <param name="Status">The same document, read; null when there is none.</param>
/// <param name="Problem">Why no timekeeper stands behind it: there is none, or it has stopped publishing; null when all is well.</param>
internal sealed record StatusView(ReadOnlyMemory<byte> Json, StatusDocument? Status, string? Problem)
{
    private const int MaxAuthorityLength = 8 * 1024;
    private static readonly NtpDuration StaleAfter = NtpDuration.FromSeconds(5);

    /// <summary>The certificate (PEM) of the box's own authority; null when it has none.</summary>
    public string? Authority { get; init; }

    /// <summary>Looks now.</summary>
    /// <param name="path">The file of <see cref="StatusFile"/>.</param>
    public static StatusView Of(string path) => Of(path, MonotonicClock.Now);

    internal static StatusView Of(string path, Func<MonotonicTime> clock)
    {
        if (!StatusFile.TryRead(path, out byte[] document, out string reason))
        {
            return new(default, null, reason);
        }

        // After the reading: what is published meanwhile must not come from the future.
        MonotonicTime now = clock();
        StatusDocument? status;
        try
        {
            status = JsonSerializer.Deserialize(document, StatusJson.Default.StatusDocument);
        }
        catch (JsonException)
        {
            status = null;
        }

        if (status is null)
        {
            return new(default, null, $"{path} was not written by a timekeeper of this version");
        }

        // A reboot restarts the monotonic clock, so an age below zero is as stale as a large one.
        long published = status.PublishedAtMonotonicNanoseconds;
        bool isOld = published < 0 || published > now.Nanoseconds || now - MonotonicTime.FromNanoseconds(published) > StaleAfter;
        return new(document, status, isOld ? $"the state in {path} is old: the timekeeper (process {status.ProcessId}) has stopped publishing" : null)
        {
            Authority = status.Certificate?.AuthorityFile is null ? null : AuthorityBeside(path),
        };
    }

    /// <summary>Not by the path in the document: who could write that would choose what the page hands out.</summary>
    private static string? AuthorityBeside(string path)
    {
        try
        {
            FileInfo file = new(Path.Combine(Path.GetDirectoryName(path) ?? "", StatusFile.AuthorityName));
            return file is { Exists: true, Length: < MaxAuthorityLength } ? File.ReadAllText(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

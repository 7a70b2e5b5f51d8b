using System;

namespace Nts.Gnss;

/// <summary>Receives what the decoder understood, in the order in which it arrived, on the thread that fed the bytes.</summary>
public interface IGnssListener
{
    /// <summary>A statement of the time.</summary>
    void OnTime(in TimeReport report);

    /// <summary>A statement about the next pulse.</summary>
    void OnPulseReport(in PulseReport report);

    /// <summary>Leap seconds, current and announced.</summary>
    void OnLeap(in LeapReport report);

    /// <summary>State of the fix.</summary>
    void OnFix(in FixReport report);

    /// <summary>One satellite in view; <paramref name="first"/> starts a new list for its constellation.</summary>
    /// <remarks>A receiver of several signals lists a satellite once for each: later reports of one list may repeat an id.</remarks>
    void OnSatellite(in SatelliteReport report, bool first);

    /// <summary>Antenna, interference, counterfeit signals.</summary>
    void OnRadio(in RadioReport report);

    /// <summary>The survey of a timing receiver's position.</summary>
    void OnSurvey(in SurveyReport report);

    /// <summary>What the receiver is.</summary>
    void OnIdentity(ReceiverIdentity identity);

    /// <summary>The answer to a command.</summary>
    void OnCommand(in CommandReport report);

    /// <summary>A part of a u-blox receiver's configuration (UBX-CFG), as it answers when asked for it.</summary>
    /// <param name="message">Which part: the message within class 06.</param>
    /// <param name="payload">The part as it was sent, at least one byte; good until the call returns.</param>
    void OnConfiguration(byte message, ReadOnlySpan<byte> payload)
    {
    }
}

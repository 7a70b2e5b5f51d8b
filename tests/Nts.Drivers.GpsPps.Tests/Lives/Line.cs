using System;

namespace Nts.Drivers.GpsPps.Lives;

/// <summary>A serial line with the receiver's buffer before it: when bytes arrive, and what a decoder makes of the pauses.</summary>
/// <param name="baudRate">Bits per second, ten for each byte.</param>
/// <param name="buffer">Seconds of messages that the receiver keeps back before it drops an epoch.</param>
internal sealed class Line(int baudRate, double buffer)
{
    // As GnssDecoder has it: BurstGap, and the longest epoch.
    private const double Gap = 0.1;
    private const double LongestBurst = 1;

    private double _free = double.NegativeInfinity;
    private double _lastArrival = double.NegativeInfinity;
    private double _burst;

    /// <summary>Whether the receiver has room for another epoch.</summary>
    public bool HasRoom(double now) => _free - now < buffer;

    /// <summary>Sends a message.</summary>
    /// <param name="ready">When the receiver has it.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="stall">The reader comes so much later.</param>
    /// <returns>When its last byte is there, its first byte was, and its burst began; and whether the line is busy.</returns>
    public (double End, double Arrival, double Burst, bool IsBusy) Send(double ready, int bytes, double stall)
    {
        double byteTime = 10.0 / baudRate;
        double start = Math.Max(ready, _free);
        _free = start + (bytes * byteTime);
        double arrival = Math.Max(start + byteTime + stall, _lastArrival);
        double end = Math.Max(_free + stall, arrival);
        if (arrival - _lastArrival >= Gap)
        {
            _burst = arrival;
        }

        _lastArrival = end;
        bool isBusy = arrival - _burst >= LongestBurst;
        return (end, arrival, isBusy ? arrival : _burst, isBusy);
    }
}

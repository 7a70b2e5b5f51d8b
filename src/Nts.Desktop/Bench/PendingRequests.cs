using System;
using System.Numerics;
using Nts.Time;

namespace Nts.Desktop.Bench;

/// <summary>The requests that wait for replies. The reply's origin names the place where its request is remembered, so nothing is searched.</summary>
/// <remarks>
/// A challenge is, from its low bits: the place (20), how often the place was taken (28), and a number of this run (16). There are at least
/// four places for each request, so that a place rests a while before it is taken again, and a second reply is known as such.
/// </remarks>
internal sealed class PendingRequests
{
    /// <summary>The most requests that can wait.</summary>
    public const int Most = 1 << (PlaceBits - 2);

    private const int PlaceBits = 20;
    private const int UseBits = 28;
    private const ulong PlaceMask = (1UL << PlaceBits) - 1;
    private const ulong UseMask = (1UL << UseBits) - 1;
    private const int PlacesPerLook = 4;

    private readonly Place[] _places;
    private readonly long _patience;
    private readonly ulong _run;
    private readonly int[] _begun;
    private int _begunCount;
    private int _last;
    private int _looked;

    /// <param name="most">How many may wait at a time, up to <see cref="Most"/>.</param>
    /// <param name="patience">Nanoseconds until one is given up.</param>
    /// <param name="run">Tells the replies of this run from those of another.</param>
    public PendingRequests(int most, long patience, ushort run)
    {
        _places = new Place[BitOperations.RoundUpToPowerOf2((uint)most * 4)];
        _patience = patience;
        _run = (ulong)run << (PlaceBits + UseBits);
        _begun = new int[most];
        Capacity = most;
    }

    private enum Use : byte
    {
        Never,
        Waiting,
        Answered,
        GivenUp,
    }

    /// <summary>How many may wait.</summary>
    public int Capacity { get; }

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a place; less than <see cref="Capacity"/> must wait.</summary>
    /// <param name="now">Monotonic nanoseconds.</param>
    /// <param name="isMeasured">Whether the request counts.</param>
    /// <returns>Its challenge.</returns>
    public NtpTimestamp Begin(long now, bool isMeasured)
    {
        do
        {
            _last = (_last + 1) & (_places.Length - 1);
        }
        while (_places[_last].Use == Use.Waiting);

        ref Place place = ref _places[_last];
        ulong uses = ((place.Challenge >> PlaceBits) + 1) & UseMask;
        place.Challenge = _run | (uses << PlaceBits) | (uint)_last;
        place.Use = Use.Waiting;
        place.BegunAt = now;
        place.IsMeasured = isMeasured;
        Count++;
        _begun[_begunCount++] = _last;
        return NtpTimestamp.FromWire(place.Challenge);
    }

    /// <summary>Notes when the requests left that were begun since the last time.</summary>
    public void Sent(PosixTime sentAt)
    {
        foreach (int place in _begun.AsSpan(0, _begunCount))
        {
            _places[place].SentAt = sentAt;
        }

        _begunCount = 0;
    }

    /// <summary>Gives the places back that were taken since the last time: these requests were not sent.</summary>
    public void Withdraw()
    {
        foreach (int place in _begun.AsSpan(0, _begunCount))
        {
            _places[place].Use = Use.GivenUp;
        }

        Count -= _begunCount;
        _begunCount = 0;
    }

    /// <summary>Finds the request of a reply, and frees its place.</summary>
    /// <param name="origin">The reply's origin timestamp.</param>
    /// <param name="sentAt">When the request left.</param>
    /// <param name="isMeasured">Whether it counts.</param>
    public ReplyMatch Settle(NtpTimestamp origin, out PosixTime sentAt, out bool isMeasured)
    {
        ulong challenge = origin.ToWire();
        ref Place place = ref _places[(int)(challenge & (ulong)(_places.Length - 1))];
        (sentAt, isMeasured) = (place.SentAt, place.IsMeasured);
        if (place.Challenge == challenge)
        {
            switch (place.Use)
            {
                case Use.Waiting:
                    place.Use = Use.Answered;
                    Count--;
                    return ReplyMatch.First;
                case Use.Answered:
                    return ReplyMatch.Duplicate;
                case Use.GivenUp:
                    return ReplyMatch.Late;
                default:
                    return ReplyMatch.Foreign;
            }
        }

        // Of this run and place, and not the use of now: an earlier one.
        ulong difference = place.Challenge ^ challenge;
        return place.Use != Use.Never && difference >> (PlaceBits + UseBits) == 0 && (difference & PlaceMask) == 0 ? ReplyMatch.Late : ReplyMatch.Foreign;
    }

    /// <summary>Looks at some of the places and gives up what waited too long there; all places have their turn.</summary>
    /// <param name="now">Monotonic nanoseconds.</param>
    public void GiveUpOverdue(long now)
    {
        for (int i = 0; i < PlacesPerLook; i++)
        {
            _looked = (_looked + 1) & (_places.Length - 1);
            ref Place place = ref _places[_looked];
            if (place.Use == Use.Waiting && now - place.BegunAt >= _patience)
            {
                place.Use = Use.GivenUp;
                Count--;
            }
        }
    }

    private struct Place
    {
        public ulong Challenge;
        public PosixTime SentAt;
        public long BegunAt;
        public Use Use;
        public bool IsMeasured;
    }
}

using System;
using System.Globalization;

namespace Nts.Drivers.Displays;

/// <summary>Faces as a few characters, and characters as segments.</summary>
internal static class SegmentText
{
    private static readonly Segments[] Digits =
    [
        Segments.A | Segments.B | Segments.C | Segments.D | Segments.E | Segments.F,
        Segments.B | Segments.C,
        Segments.A | Segments.B | Segments.D | Segments.E | Segments.G,
        Segments.A | Segments.B | Segments.C | Segments.D | Segments.G,
        Segments.B | Segments.C | Segments.F | Segments.G,
        Segments.A | Segments.C | Segments.D | Segments.F | Segments.G,
        Segments.A | Segments.C | Segments.D | Segments.E | Segments.F | Segments.G,
        Segments.A | Segments.B | Segments.C,
        Segments.A | Segments.B | Segments.C | Segments.D | Segments.E | Segments.F | Segments.G,
        Segments.A | Segments.B | Segments.C | Segments.D | Segments.F | Segments.G,
    ];

    /// <summary>Hours, minutes and seconds in eight places: <c>12-34-56</c>.</summary>
    public static string OfEight(Face face) => face.HasTime ? Time(face, string.Create(CultureInfo.InvariantCulture, $"{face.Time:HH-mm}-{face.Second:00}")) : Dashes(face, 8);

    /// <summary>Hours and minutes in four places, <c>1234</c>, or minutes and seconds.</summary>
    public static string OfFour(Face face, bool showsSeconds) => !face.HasTime ? Dashes(face, 4)
        : showsSeconds ? Time(face, string.Create(CultureInfo.InvariantCulture, $"{face.Time:mm}{face.Second:00}"))
        : Time(face, string.Create(CultureInfo.InvariantCulture, $"{face.Time:HHmm}"));

    /// <summary>Fills places from the left; a dot belongs to the character before it.</summary>
    public static void Fill(string text, Span<Segments> places)
    {
        places.Clear();
        int place = -1;
        foreach (char character in text)
        {
            if (character == '.')
            {
                places[place] |= Segments.Dot;
            }
            else
            {
                places[++place] = Of(character);
            }
        }
    }

    /// <summary>The segments of a digit or a dash; none for everything else.</summary>
    public static Segments Of(char character) => character switch
    {
        >= '0' and <= '9' => Digits[character - '0'],
        '-' => Segments.G,
        _ => Segments.None,
    };

    private static string Time(Face face, string time) => face.IsDark ? "" : face.State is FaceState.Holdover ? time + "." : time;

    /// <summary>No time; while there is a timekeeper, a dot goes along to show that it lives.</summary>
    private static string Dashes(Face face, int places)
    {
        string dashes = new('-', places);
        return face.State is FaceState.Absent ? dashes : dashes.Insert((face.Second % places) + 1, ".");
    }
}

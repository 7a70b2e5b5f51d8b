using System.Collections.Generic;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.Pages;

/// <summary>The faces: which one it is, its word, its shape.</summary>
internal static class Faces
{
    private static readonly Dictionary<Face, string> Shapes = new()
    {
        [Face.Locked] = """<circle class="fill" cx="32" cy="32" r="29"/><path class="mark" d="M19 33l9 9 18-20"/>""",
        [Face.Holdover] = """<path class="fill" d="M32 3 62 58H2Z"/><path class="mark" d="M26 29v18M38 29v18"/>""",
        [Face.Working] = """<circle class="ring" cx="32" cy="32" r="27"/><path class="hand" d="M32 15v17l11 8"/>""",
        [Face.Lost] = """<path class="fill" d="M20 3h24l17 17v24L44 61H20L3 44V20Z"/><path class="mark" d="M22 22l20 20M42 22 22 42"/>""",
        [Face.Absent] = """<circle class="ring broken" cx="32" cy="32" r="27"/><path class="hand" d="M20 32h24"/>""",
    };

    /// <summary>The face of a document.</summary>
    public static Face Of(StatusDocument status) => status.Clock.State switch
    {
        "locked" when status.IsSynchronized && status.WhyNotLocked is null => Face.Locked,
        "lost" => Face.Lost,
        _ => status.IsSynchronized ? Face.Holdover : Face.Working,
    };

    /// <summary>The face of what is known.</summary>
    public static Face Of(StatusView view) => view is { Problem: null, Status: { } status } ? Of(status) : Face.Absent;

    /// <summary>The word of a face.</summary>
    public static string Word(Face face) => face switch
    {
        Face.Locked => "Locked",
        Face.Holdover => "Holdover",
        Face.Working => "Not locked",
        Face.Lost => "Lost",
        _ => "No timekeeper",
    };

    /// <summary>The name of a face in the style sheet.</summary>
    public static string Class(Face face) => face switch
    {
        Face.Locked => "locked",
        Face.Holdover => "holdover",
        Face.Working => "working",
        Face.Lost => "lost",
        _ => "absent",
    };

    /// <summary>The shape of a face: each differs in outline, for eyes that do not tell colours apart.</summary>
    public static string Shape(Face face) => $"""<svg class="face" viewBox="0 0 64 64" aria-hidden="true" focusable="false">{Shapes[face]}</svg>""";
}

using System;

namespace Nts.Desktop.Probing;

/// <summary>One thing that a server does or does not.</summary>
/// <param name="Id">A name that stays the same from version to version.</param>
/// <param name="Clause">Where it is written.</param>
/// <param name="Level">How binding it is.</param>
/// <param name="Title">What the server does when it is right.</param>
/// <param name="Check">Finds out.</param>
internal sealed record Rule(string Id, string Clause, Level Level, string Title, Func<ProbeBench, Finding> Check);

using System;

namespace Nts.Desktop.Bench;

/// <summary>A load that cannot begin; the message is for the user.</summary>
internal sealed class BenchException(string message) : Exception(message);

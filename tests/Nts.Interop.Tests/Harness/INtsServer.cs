using System;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>A peer that serves NTP and NTS-KE.</summary>
internal interface INtsServer : IDisposable
{
    /// <summary>The running program.</summary>
    ChildProcess Process { get; }

    /// <summary>Asks it what it says of its clients.</summary>
    Task<ServerReading> Served();
}

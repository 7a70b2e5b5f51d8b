using System;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>A peer that polls one server.</summary>
internal interface INtsClient : IDisposable
{
    /// <summary>The running program.</summary>
    ChildProcess Process { get; }

    /// <summary>Asks it what it says of its server.</summary>
    Task<ClientReading> Read();
}

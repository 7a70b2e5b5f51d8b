using System.Collections.Generic;
using System.Linq;

namespace Nts.Ntp;

/// <summary>The symmetric keys in force. Any thread may read while one replaces them as a whole.</summary>
public sealed class SymmetricKeys
{
    private volatile Dictionary<uint, SymmetricKey> _byId = [];

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>The key of an identifier, or null.</summary>
    public SymmetricKey? Find(uint id) => _byId.GetValueOrDefault(id);

    /// <summary>Puts other keys in force; a packet under way keeps the one it has.</summary>
    /// <param name="keys">Keys of distinct identifiers.</param>
    public void Replace(IEnumerable<SymmetricKey> keys) => _byId = keys.ToDictionary(key => key.Id);
}

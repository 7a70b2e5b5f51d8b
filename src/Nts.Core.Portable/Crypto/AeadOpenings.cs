namespace Nts.Crypto;

/// <summary>Opens up to four messages: side by side if they are four, else one by one.</summary>
internal ref struct AeadOpenings
{
    private AeadMessage _first;
    private AeadMessage _second;
    private AeadMessage _third;
    private AeadMessage _fourth;
    private int _count;

    /// <summary>One more message, the fourth at most.</summary>
    public void Add(in AeadMessage message)
    {
        switch (_count++)
        {
            case 0:
                _first = message;
                break;
            case 1:
                _second = message;
                break;
            case 2:
                _third = message;
                break;
            default:
                _fourth = message;
                break;
        }
    }

    /// <summary>Opens them.</summary>
    /// <returns>A bit for each message that is authentic, bit 0 for the first.</returns>
    public readonly int Finish() => _count switch
    {
        0 => 0,
        1 => Open(_first),
        2 => Open(_first) | (Open(_second) << 1),
        3 => Open(_first) | (Open(_second) << 1) | (Open(_third) << 2),
        _ => AeadKey.OpenFour(_first, _second, _third, _fourth),
    };

    private static int Open(in AeadMessage message) =>
        message.Key.TryOpen(message.AssociatedData, message.Nonce, message.SealedText, message.Plaintext) ? 1 : 0;
}

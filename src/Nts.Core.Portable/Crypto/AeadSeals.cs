namespace Nts.Crypto;

/// <summary>Seals messages four at a time as they come, and the last few one by one.</summary>
internal ref struct AeadSeals
{
    private AeadMessage _first;
    private AeadMessage _second;
    private AeadMessage _third;
    private int _count;

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
                AeadKey.SealFour(_first, _second, _third, message);
                _count = 0;
                break;
        }
    }

    /// <summary>Seals what is left.</summary>
    public readonly void Finish()
    {
        if (_count > 0)
        {
            Seal(_first);
        }

        if (_count > 1)
        {
            Seal(_second);
        }

        if (_count > 2)
        {
            Seal(_third);
        }
    }

    private static void Seal(in AeadMessage message) =>
        message.Key.Seal(message.AssociatedData, message.Nonce, message.Plaintext, message.SealedText);
}

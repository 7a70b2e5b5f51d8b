using System;

namespace Nts.KeyEstablishment;

/// <summary>Where a message ends in the bytes of a stream (RFC 8915 §4: End of Message makes it self-delimiting).</summary>
public static class KeMessage
{
    /// <summary>Finds the end of the first message.</summary>
    /// <param name="received">What the peer has sent so far.</param>
    /// <param name="length">Bytes up to and with the End of Message record.</param>
    /// <returns>False while that record is not there: read on, or give up.</returns>
    public static bool TryFindEnd(ReadOnlySpan<byte> received, out int length)
    {
        KeRecordReader reader = new(received);
        while (reader.TryRead(out KeRecord record))
        {
            if (record.Type == KeRecordType.EndOfMessage)
            {
                length = reader.Position;
                return true;
            }
        }

        length = 0;
        return false;
    }
}

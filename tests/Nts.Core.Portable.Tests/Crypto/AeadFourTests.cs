using System;
using Nts.TestKit;

namespace Nts.Crypto;

/// <summary>Four messages side by side against each by itself.</summary>
public sealed class AeadFourTests
{
    private static readonly AeadAlgorithm[] Algorithms = [AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512, AeadAlgorithm.Aes128GcmSiv];

    /// <summary>Whether the four share their algorithm, their key, their lengths.</summary>
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, false, false)]
    public void SealFour_RandomMessages_IsEachSealedByItself(bool oneAlgorithm, bool oneKey, bool oneLength)
    {
        Seeded random = Seeded.Create();
        for (int round = 0; round < 1000; round++)
        {
            Message[] four = Draw(random, oneAlgorithm, oneKey, oneLength);
            SealFour(four);
            Assert.All(four, message => Assert.True(message.IsSealedAsByItself(), random.ToString()));
        }
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    public void OpenFour_AnyOfThemForged_OpensTheOthersAndClearsThose(bool oneAlgorithm, bool oneKey, bool oneLength)
    {
        Seeded random = Seeded.Create();
        for (int round = 0; round < 1600; round++)
        {
            Message[] four = Draw(random, oneAlgorithm, oneKey, oneLength);
            SealFour(four);
            int forged = round % 16;
            for (int i = 0; i < 4; i++)
            {
                if ((forged >> i & 1) != 0)
                {
                    four[i].Buffer[random.Next(four[i].Buffer.Length)] ^= (byte)(1 << random.Next(8));
                }
            }

            Assert.True((~forged & 15) == OpenFour(four), random.ToString());
            for (int i = 0; i < 4; i++)
            {
                byte[] expected = (forged >> i & 1) != 0 ? new byte[four[i].Plaintext.Length] : four[i].Plaintext;
                Assert.True(four[i].InPlace.SequenceEqual(expected), random.ToString());
            }
        }
    }

    [Theory]
    [InlineData(AeadAlgorithm.AesSivCmac256)]
    [InlineData(AeadAlgorithm.Aes128GcmSiv)]
    public void OpenFour_OneShorterThanATag_OpensTheOthers(AeadAlgorithm algorithm)
    {
        Message[] four = Array.ConvertAll(new int[4], _ => new Message(Seeded.Fixed(1), algorithm, new byte[AeadKey.KeySize(algorithm)], 20, 30));
        SealFour(four);
        byte[] plaintext = [1, 2, 3];
        AeadMessage tooShort = new(ref four[2].Key, [], four[2].Nonce, plaintext, new byte[15]);
        Assert.Equal(0b1011, AeadKey.OpenFour(four[0].InBuffer, four[1].InBuffer, tooShort, four[3].InBuffer));
        Assert.Equal([0, 0, 0], plaintext);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SealFourAndOpenFour_LengthsOfOneDoNotFit_Throw(int which)
    {
        Message[] four = Array.ConvertAll(new int[4], _ => new Message(Seeded.Fixed(1), AeadAlgorithm.AesSivCmac256, new byte[32], 20, 30));
        four[which].Excess = 1;
        Assert.Throws<ArgumentException>(() => SealFour(four));
        Assert.Throws<ArgumentException>(() => OpenFour(four));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void SealFour_NonceOfOneIsUnusable_Throws(int which)
    {
        Message[] four = Array.ConvertAll(new int[4], _ => new Message(Seeded.Fixed(1), AeadAlgorithm.AesSivCmac256, new byte[32], 20, 30));
        four[which].Nonce = [];
        Assert.Throws<ArgumentException>(() => SealFour(four));
        Assert.Equal(15 ^ (1 << which), OpenFourAfterSealingEach(four));
    }

    [Theory]
    [InlineData(AeadAlgorithm.AesSivCmac256)]
    [InlineData(AeadAlgorithm.AesSivCmac512)]
    [InlineData(AeadAlgorithm.Aes128GcmSiv)]
    public void SealFourAndOpenFour_ManyTimes_AllocateNothing(AeadAlgorithm algorithm)
    {
        Message[] four = Array.ConvertAll(new int[4], _ => new Message(Seeded.Fixed(1), algorithm, new byte[AeadKey.KeySize(algorithm)], 188, 104));
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                SealFour(four);
                OpenFour(four);
            }
        }));
    }

    private static void SealFour(Message[] four) => AeadKey.SealFour(four[0].InBuffer, four[1].InBuffer, four[2].InBuffer, four[3].InBuffer);

    private static int OpenFour(Message[] four) => AeadKey.OpenFour(four[0].InBuffer, four[1].InBuffer, four[2].InBuffer, four[3].InBuffer);

    private static int OpenFourAfterSealingEach(Message[] four)
    {
        foreach (Message message in four)
        {
            if (message.Nonce.Length > 0)
            {
                message.Key.Seal(message.AssociatedData, message.Nonce, message.InPlace, message.Buffer);
            }
        }

        return OpenFour(four);
    }

    /// <summary>Lengths end before, at and behind the end of a block; each fourth string is empty.</summary>
    private static Message[] Draw(Seeded random, bool oneAlgorithm, bool oneKey, bool oneLength)
    {
        AeadAlgorithm algorithm = Algorithms[random.Next(Algorithms.Length)];
        byte[] key = Key(random, algorithm);
        int associatedData = Length(random), plaintext = Length(random);
        return Array.ConvertAll(new int[4], _ =>
        {
            AeadAlgorithm own = oneAlgorithm ? algorithm : Algorithms[random.Next(Algorithms.Length)];
            return new Message(
                random,
                own,
                oneKey ? key : Key(random, own),
                oneLength ? associatedData : Length(random),
                oneLength ? plaintext : Length(random));
        });
    }

    private static byte[] Key(Seeded random, AeadAlgorithm algorithm)
    {
        byte[] key = new byte[AeadKey.KeySize(algorithm)];
        random.NextBytes(key);
        return key;
    }

    private static int Length(Seeded random) => random.Next(4) == 0 ? 0 : random.Next(200);

    /// <summary>A message that is sealed and opened in place.</summary>
    private sealed class Message
    {
        public AeadKey Key;

        public Message(Seeded random, AeadAlgorithm algorithm, byte[] key, int associatedData, int plaintext)
        {
            AeadKey.Expand(algorithm, key, out Key);
            AssociatedData = new byte[associatedData];
            Nonce = new byte[algorithm == AeadAlgorithm.Aes128GcmSiv ? 12 : random.Next(1, 40)];
            Plaintext = new byte[plaintext];
            Buffer = new byte[plaintext + AeadKey.TagSize];
            random.NextBytes(AssociatedData);
            random.NextBytes(Nonce);
            random.NextBytes(Plaintext);
            Plaintext.CopyTo(InPlace);
        }

        public byte[] AssociatedData { get; }

        public byte[] Nonce { get; set; }

        public byte[] Plaintext { get; }

        public byte[] Buffer { get; }

        /// <summary>Bytes by which the plaintext is said to be shorter than it is.</summary>
        public int Excess { get; set; }

        public Span<byte> InPlace => Buffer.AsSpan(Key.CiphertextOffset, Plaintext.Length);

        public AeadMessage InBuffer => new(ref Key, AssociatedData, Nonce, InPlace[..^Excess], Buffer);

        public bool IsSealedAsByItself()
        {
            byte[] expected = new byte[Buffer.Length];
            Key.Seal(AssociatedData, Nonce, Plaintext, expected);
            return expected.AsSpan().SequenceEqual(Buffer);
        }
    }
}

using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Threading;

namespace Nts.Appliance.Status;

/// <summary>
/// The narrow door between the timekeeper and everything that looks at it: a memory-mapped file with one document in it,
/// which one process writes and any number read, without a lock, a socket or a wait.
/// </summary>
/// <remarks>
/// A sequence lock: the writer makes the sequence odd, writes, and makes it even; a reader that saw an odd or a changed sequence tries again.
/// <code>
/// offset  0  magic "NTSS"          uint32 little endian, like all below
///         4  sequence
///         8  length of the document
///        12  document, UTF-8 JSON
/// </code>
/// </remarks>
internal static class StatusFile
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "status";

    /// <summary>Beside it: the certificate (PEM) of the box's own authority, as long as the box has one.</summary>
    public const string AuthorityName = "ca.pem";

    /// <summary>Size of the file, and so the bound of a document.</summary>
    public const int Size = 64 * 1024;

    internal const uint Magic = 0x5353544e;
    internal const int SequenceOffset = 4;
    internal const int LengthOffset = 8;
    internal const int DocumentOffset = 12;
    private const int Attempts = 100;

    /// <summary>Reads the document in force.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The document's bytes.</param>
    /// <param name="reason">Why there is none, in plain words.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string path, out byte[] document, out string reason)
    {
        document = [];
        reason = "";
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: < Size })
            {
                reason = $"{path} was not written by a timekeeper of this version";
                return false;
            }

            using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            if (view.ReadUInt32(0) != Magic)
            {
                reason = $"{path} was not written by a timekeeper of this version";
                return false;
            }

            bytes = new byte[Size];
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                uint before = view.ReadUInt32(SequenceOffset);
                Thread.MemoryBarrier();
                view.ReadArray(0, bytes, 0, Size);
                Thread.MemoryBarrier();
                if (before % 2 == 0 && view.ReadUInt32(SequenceOffset) == before)
                {
                    int length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(LengthOffset)), (uint)(Size - DocumentOffset));
                    document = bytes.AsSpan(DocumentOffset, length).ToArray();
                    reason = length > 0 ? "" : $"the timekeeper behind {path} is about to start";
                    return length > 0;
                }

                Thread.Yield();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e is FileNotFoundException or DirectoryNotFoundException ? $"no timekeeper publishes its state at {path}" : e.Message;
            return false;
        }

        reason = $"{path} stayed half written: the timekeeper died while it wrote";
        return false;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Ward.Ingest;

namespace Ward.Detect.Baselines;

/// <summary>What the baseline reads of one authentication event, by value and without allocation.</summary>
/// <param name="Account">First 16 bytes of the name's SHA-256: nobody can make his name pass for another's.</param>
/// <param name="Address">The source's address; from src_endpoint.ip alone, never from a name or a message.</param>
/// <param name="Sureness">How hard the line would be to forge: 0 anybody can, 1 a known sender, 2 attested.</param>
/// <param name="Voice">Which of several programs that report the same attempt.</param>
internal readonly record struct SignIn(UInt128 Account, UInt128 Address, DateTimeOffset At, byte Sureness, byte Voice)
{
    public const int Success = 1;
    public const int Failure = 2;
    private const int Logon = 1;

    public int Hour => HourOfWeek.HourOf(At);

    public int Day => HourOfWeek.DayOf(At);

    public uint Seconds => (uint)Math.Clamp(At.ToUnixTimeSeconds(), 0, uint.MaxValue);

    /// <summary>True for an authentication event that is a logon (activity 1) or does not say (0, 99).</summary>
    public static bool IsOne(Event e) =>
        e.Class == EventClass.Authentication && e.Activity is Logon or 0 or 99 && e.StatusId is Success or Failure;

    /// <summary>False where the event names no account or no readable address.</summary>
    public static bool TryRead(Event e, DateTimeOffset at, out SignIn signIn)
    {
        signIn = default;
        if (!e.TryGet(Fields.UserName, out var name) || name.IsEmpty) return false;
        if (!e.TryGet(Fields.SourceIp, out var ip) || !SourceAddress.TryRead(ip, out var address)) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        signIn = new SignIn(BinaryPrimitives.ReadUInt128LittleEndian(hash), address, at, SurenessOf(e), VoiceOf(e));
        return true;
    }

    private static byte SurenessOf(Event e) =>
        e.Assurance >= Assurance.Authenticated && e.SourceProven ? (byte)2 : e.Assurance >= Assurance.Session ? (byte)1 : (byte)0;

    // PAM and sshd both report a failed password: the log provider and the service tell them apart.
    private static byte VoiceOf(Event e)
    {
        var voice = 17u;
        if (e.TryGet(Fields.LogProvider, out var provider))
            foreach (var b in provider) voice = (voice * 31) + b;
        foreach (var c in e.LogSource.Service) voice = (voice * 31) + c;
        return (byte)(voice ^ (voice >> 8) ^ (voice >> 16));
    }
}

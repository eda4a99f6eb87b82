namespace Ward.Detect.Baselines;

/// <summary>Failures from an address before a success from it.</summary>
/// <param name="Failures">At least so many in the window; the log holds 16 a class of sender.</param>
/// <param name="First">Seconds since 1970, of the earliest counted.</param>
/// <param name="Sureness">How hard the whole would be to forge: 0 anybody can, 1 known senders, 2 attested.</param>
internal readonly record struct Guessed(int Failures, bool OtherAccounts, uint First, int Sureness, bool IsCompromise)
{
    public static Guessed None { get; }
}

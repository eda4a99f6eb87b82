namespace Ward.Ingest.Decoders;

/// <summary>What a decoder says of itself; documentation, console, automatic choice, coverage and fuzzing read the same card.</summary>
/// <param name="Name">The name by which a feed asks for it: lower case, hyphens, unique.</param>
/// <param name="Source">Whose lines they are, in words: "OpenSSH server and PAM in its name".</param>
/// <param name="Versions">The versions whose lines were seen or whose manual was read: "9.2 seen; 7.x by its source".</param>
/// <param name="Shape">What its lines look like.</param>
/// <param name="Sample">One line as the source writes it, with its header, from documentation addresses; the decoder understands it.</param>
public sealed record DecoderCard(string Name, string Source, string Versions, LineShape Shape, string Sample)
{
    /// <summary>
    /// Syslog program names (APP-NAME or TAG, before '[' or ':') whose lines are its; the automatic decoder asks it first for them.
    /// A name that ends in '*' stands for all that begin so. Empty where the lines name no program.
    /// </summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>
    /// True where it takes lines of whatever source by their form alone. Having read the last line then says nothing about the next, so the automatic
    /// decoder never asks it before the particular ones.
    /// </summary>
    public bool General { get; init; }

    /// <summary>The independent material that it was tested against ("loghub OpenSSH_2k"), or null: not verified.</summary>
    public string? Verified { get; init; }

    /// <summary>True where its lines carry another source's: the event then names the decoder that read what was inside.</summary>
    public bool Envelope { get; init; }

    /// <summary>Whether a line of it proves the source address that it names (a completed session), in words for the table; null where never.</summary>
    public string? Proves { get; init; }
}

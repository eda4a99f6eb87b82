namespace Ward.Ingest;

/// <summary>How sure Ward is of who sent a line; a later value includes the earlier.</summary>
public enum Assurance
{
    /// <summary>The sender can be forged by anyone who can send a packet (UDP, or TCP from anywhere).</summary>
    None,
    /// <summary>A completed TCP session from an address that the feed's configuration names.</summary>
    Session,
    /// <summary>A token, a certificate, or a file on this machine.</summary>
    Authenticated,
}

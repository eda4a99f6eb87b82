namespace Ward.Ingest.Feeds;

/// <summary>The policy by which something that reached a feed was not kept.</summary>
public enum DropReason
{
    /// <summary>Its sender is not among those that the feed names.</summary>
    Sender,
    /// <summary>The queue before the journal was full, and the transport cannot wait.</summary>
    Queue,
    /// <summary>The feed's rate was exceeded, and the transport cannot wait.</summary>
    Rate,
    /// <summary>As many connections were open as the feed allows; one for each that was closed.</summary>
    Connections,
    /// <summary>No TLS session came about; one for each try.</summary>
    Handshake,
    /// <summary>The system had no connection to give, as where it is out of file descriptors; one for each try. Who waits is served later.</summary>
    Accept,
    /// <summary>It is nothing that the feed's protocol has.</summary>
    Form,
    /// <summary>Flow records whose template never came.</summary>
    Template,
    /// <summary>Packets that the kernel dropped before Ward saw them.</summary>
    Kernel,
    /// <summary>Lines that the agent gave up, since its own disk budget was full.</summary>
    Agent,
    /// <summary>An item of a posted body, refused; its sender was told why.</summary>
    Item,
    /// <summary>A record of a document or event file that is longer than a line may be, or is none; the feed's trouble says which.</summary>
    Record,
    /// <summary>A place in a document or event file that cannot be read; what follows is.</summary>
    Damage,
    /// <summary>What an exporter counted and Ward never got: flow records, of NetFlow 9 export packets. Lost on the way, or before the socket.</summary>
    Sequence,
}

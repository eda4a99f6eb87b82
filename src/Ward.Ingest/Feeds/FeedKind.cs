namespace Ward.Ingest.Feeds;

/// <summary>How lines reach Ward.</summary>
public enum FeedKind
{
    /// <summary>One file, followed.</summary>
    File,
    SyslogUdp,
    SyslogTcp,
    /// <summary>Posted over HTTP: newline-delimited JSON, Elastic bulk, Splunk HEC or OTLP, whichever the sender speaks.</summary>
    Http,
    /// <summary>Syslog over TLS (RFC 5425).</summary>
    SyslogTls,
    /// <summary>Every file of a folder that fits a pattern.</summary>
    Folder,
    /// <summary>Topics of an MQTT broker.</summary>
    Mqtt,
    /// <summary>Topics of a Kafka cluster.</summary>
    Kafka,
    /// <summary>NetFlow 5 and 9 and IPFIX over UDP.</summary>
    Netflow,
    /// <summary>The packets of a capture file.</summary>
    Pcap,
    /// <summary>The packets of a network interface.</summary>
    Live,
    /// <summary>What an enrolled agent collects on its machine.</summary>
    Agent,
}

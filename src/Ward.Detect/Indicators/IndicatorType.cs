namespace Ward.Detect.Indicators;

/// <summary>What an indicator's value is.</summary>
public enum IndicatorType : byte
{
    /// <summary>One address, IPv4 or IPv6.</summary>
    Address,
    Network,
    /// <summary>A name, and every name below it.</summary>
    Domain,
    /// <summary>Compared without its scheme, since logs often do not say it.</summary>
    Url,
    /// <summary>MD5, SHA-1, SHA-256 or SHA-512 of a file or a certificate.</summary>
    Hash,
    Mail,
    /// <summary>JA3 of a TLS client, MD5 in hex.</summary>
    Ja3,
    /// <summary>JA4 of a TLS client, FoxIO's text.</summary>
    Ja4,
    /// <summary>A STIX pattern over events, which is weighed and not looked up.</summary>
    Pattern,
}

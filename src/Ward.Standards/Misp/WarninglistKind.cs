namespace Ward.Standards.Misp;

/// <summary>How an entry of a warning list is compared (MISP warninglists, schema).</summary>
public enum WarninglistKind
{
    /// <summary>Addresses and networks.</summary>
    Cidr,
    /// <summary>Names; one with a leading dot, or any of its parents, counts.</summary>
    Hostname,
    /// <summary>The whole value, case ignored.</summary>
    Text,
    /// <summary>Anywhere in the value.</summary>
    Substring,
    /// <summary>Regular expressions, as /…/i or bare.</summary>
    Regex,
}

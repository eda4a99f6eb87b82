namespace Ward.City.Software;

/// <summary>How a name of a distribution stands to that of an asset.</summary>
internal enum Kin
{
    /// <summary>Another one.</summary>
    None,

    /// <summary>One whose packages it takes over: what is said of those holds where its own says nothing.</summary>
    Parent,

    /// <summary>Its own.</summary>
    Own,
}

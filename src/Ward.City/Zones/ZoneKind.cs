namespace Ward.City.Zones;

/// <summary>What a zone is for.</summary>
public enum ZoneKind
{
    /// <summary>Not the city's: the internet, a partner.</summary>
    External,
    /// <summary>Reached from outside by design.</summary>
    Perimeter,
    /// <summary>Ordinary offices.</summary>
    Office,
    /// <summary>Servers and data.</summary>
    Data,
    /// <summary>Operational technology: signals, sirens, water. No action inside, ever.</summary>
    Operations,
    /// <summary>Where the city's and Ward's own management lives.</summary>
    Management,
}

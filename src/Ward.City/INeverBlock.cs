using System.Net;

namespace Ward.City;

/// <summary>Addresses that no measure may ever be aimed at, whoever says so; implemented by what knows the lists.</summary>
public interface INeverBlock
{
    /// <summary>Why not, as the name of the list that holds the address; null where none does. Thread-safe.</summary>
    string? Why(IPAddress address);
}

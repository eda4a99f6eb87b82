using Ward.City;

namespace Ward.Server.Application;

/// <summary>The city of a version that was in force.</summary>
/// <param name="why">Why there is none; null where there is one.</param>
internal delegate CityModel? PastCity(string version, out string? why);

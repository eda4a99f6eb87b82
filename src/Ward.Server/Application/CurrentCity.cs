using Ward.City;

namespace Ward.Server.Application;

/// <summary>The city as it is now; its id never changes.</summary>
internal delegate CityModel CurrentCity();

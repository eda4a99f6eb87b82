using Ward.Cities;

namespace Ward.Server.Application;

/// <summary>How the city in force came to be, and why a newer file is not.</summary>
internal delegate LivingCityStatus CityStanding();

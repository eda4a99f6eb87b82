using Ward.City;

namespace Ward.Suppositions;

/// <summary>A city without something that it has: a flow that is closed, a weakness that is mended, an account that is gone, or one that asks for a second factor.</summary>
public abstract record Omission
{
    private Omission() { }

    public sealed record Flow(FlowId Id) : Omission;

    public sealed record Exposure(ExposureId Id) : Omission;

    public sealed record Account(AccountId Id) : Omission;

    public sealed record PasswordAlone(AccountId Id) : Omission;

    /// <summary>The city without it; null where it does not have it. Its version says that it is not the city's own.</summary>
    public CityModel? In(CityModel city) => this switch
    {
        Flow o when city.Find(o.Id) is not null => Other(city) with { Flows = [.. city.Flows.Where(f => f.Id != o.Id)] },
        Exposure o when city.Exposures.Any(e => e.Id == o.Id) => Other(city) with { Exposures = [.. city.Exposures.Where(e => e.Id != o.Id)] },
        Account o when city.Find(o.Id) is not null => Other(city) with { Accounts = [.. city.Accounts.Where(a => a.Id != o.Id)] },
        PasswordAlone o when city.Find(o.Id) is not null => Other(city) with { Accounts = [.. city.Accounts.Select(a => a.Id == o.Id ? a with { SecondFactor = true } : a)] },
        Flow or Exposure or Account or PasswordAlone => null,
        _ => throw new InvalidOperationException("unknown omission"),
    };

    private static CityModel Other(CityModel city) => city with { Version = city.Version + "*" };
}

using Ward.City;

namespace Ward.Trust.Authentication;

/// <summary>Keeps API tokens. Implemented by storage. Thread-safe; durable when a task completes.</summary>
public interface ITokenStore
{
    Task Add(ApiToken token, CancellationToken stop);

    Task<ApiToken?> Find(string id, CancellationToken stop);

    /// <summary>Newest first, revoked and expired ones included.</summary>
    Task<IReadOnlyList<ApiToken>> List(CityId city, CancellationToken stop);

    /// <summary>False where the city has no such token; a token revoked before keeps its first moment.</summary>
    Task<bool> Revoke(CityId city, string id, DateTimeOffset at, CancellationToken stop);
}

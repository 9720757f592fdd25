//! The service worker, which opens the application without a network: the part that is the
//! same for every build is `frontend/service_worker.js`.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::live::build_id;

const WORKER: &str = "service_worker.js";

/// `GET /sw.js`: it differs whenever a file of the program does, which is how a browser
/// learns of a new one.
pub async fn answer() -> Response {
    let files: Vec<String> =
        assets::all().filter(|asset| asset.logical != WORKER).map(assets::Asset::address).collect();
    let files = serde_json::to_string(&files).unwrap_or_default();
    let worker = assets::text(WORKER).unwrap_or_default();
    let text = format!("const BUILD = {:?};\nconst FILES = {files};\n\n{worker}", build_id());
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        // A worker asks under the policy it came with.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'"),
    ];
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    async fn body(response: Response) -> String {
        String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn the_service_worker_names_its_build_and_every_file_of_the_program() {
        let worker = body(answer().await).await;
        assert!(worker.starts_with(&format!("const BUILD = {:?};", build_id())));
        for asset in assets::all().filter(|asset| asset.logical != WORKER) {
            assert!(worker.contains(asset.path), "{}", asset.logical);
        }
    }
}

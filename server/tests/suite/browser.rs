//! A browser over the network: as much of HTTP as `poi` speaks. Measurements use it too.

use std::{
    io::{Error, Result},
    net::SocketAddr,
};

use app::api::plan::Respuesta;
use axum::http::StatusCode;
use domain::{Envelope, Id, Plan};
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

/// A browser on a connection it keeps.
pub struct Browser {
    stream: BufReader<TcpStream>,
    cookie: String,
}

/// An answer's status, headers in lower case, and body.
type Answer = (StatusCode, Vec<String>, Vec<u8>);

impl Browser {
    pub async fn connect(address: SocketAddr, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), cookie: cookie.to_owned() })
    }

    /// Signs in; keeps the cookie.
    pub async fn enter(&mut self, usuario: &str, clave: &str) -> Result<String> {
        let form = format!("usuario={}&clave={}", usuario.replace(' ', "+"), clave.replace(' ', "+"));
        let (status, headers, _) = self.post("/api/entrar", "application/x-www-form-urlencoded", &form).await?;
        assert_eq!(status, StatusCode::OK);
        let cookie = headers.iter().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        Ok(self.cookie.clone())
    }

    pub async fn send(&mut self, envelope: &Envelope) -> Result<Respuesta> {
        let answers = self.send_all(std::slice::from_ref(envelope)).await?;
        answers.into_iter().next().ok_or_else(|| Error::other("no answer"))
    }

    /// Sends one as pages of an older program do, several together; as many answers as were given.
    pub async fn send_all(&mut self, envelopes: &[Envelope]) -> Result<Vec<Respuesta>> {
        let (path, body) = match envelopes {
            [envelope] => ("/api/enviar", json!({ "envelope": envelope })),
            several => ("/api/enviar-varios", json!({ "de": {}, "envelopes": several })),
        };
        let (status, _, body) = self.post(path, "application/json", &body.to_string()).await?;
        if status != StatusCode::OK {
            return Err(Error::other(format!("{status}: {}", String::from_utf8_lossy(&body))));
        }
        match envelopes {
            [_] => serde_json::from_slice(&body).map(|answer| vec![answer]),
            _ => serde_json::from_slice(&body),
        }
        .map_err(Error::other)
    }

    /// Opens the stream of a plan; the last version the server had then.
    pub async fn follow(mut self, plan: Id<Plan>) -> Result<(u64, Stream)> {
        self.ask("GET", &format!("/api/plan/{plan}/corriente"), "", "").await?;
        let (status, _) = self.head().await?;
        assert_eq!(status, StatusCode::OK);
        let mut stream = Stream(self);
        let hello = stream.event().await?;
        let data = hello.lines().find_map(|line| line.strip_prefix("data: ")).expect(&hello);
        let version = serde_json::from_str::<serde_json::Value>(data)?["version"].as_u64().expect(data);
        Ok((version, stream))
    }

    async fn post(&mut self, path: &str, kind: &str, body: &str) -> Result<Answer> {
        self.ask("POST", path, kind, body).await?;
        let (status, headers) = self.head().await?;
        let length = headers.iter().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.expect("an answer says how long it is")];
        self.stream.read_exact(&mut body).await?;
        Ok((status, headers, body))
    }

    async fn ask(&mut self, method: &str, path: &str, kind: &str, body: &str) -> Result<()> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: poi\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\n\
             content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await
    }

    async fn head(&mut self) -> Result<(StatusCode, Vec<String>)> {
        let status = self.line().await?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let mut headers = Vec::new();
        loop {
            match self.line().await? {
                line if line.is_empty() => return Ok((status, headers)),
                line => headers.push(line),
            }
        }
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(Error::other("the connection ended"));
        }
        Ok(line.trim_end().to_owned())
    }
}

/// An open stream of entries.
pub struct Stream(Browser);

impl Stream {
    /// The version of the next entry.
    pub async fn version(&mut self) -> Result<u64> {
        loop {
            let event = self.event().await?;
            if let Some(id) = event.lines().find_map(|line| line.strip_prefix("id: ")) {
                return Ok(id.split('.').nth(1).and_then(|version| version.parse().ok()).expect(id));
            }
        }
    }

    /// The text of the next event: each is sent as one piece.
    async fn event(&mut self) -> Result<String> {
        let length = usize::from_str_radix(&self.0.line().await?, 16).map_err(Error::other)?;
        let mut event = vec![0; length + 2];
        self.0.stream.read_exact(&mut event).await?;
        String::from_utf8(event).map_err(Error::other)
    }
}
